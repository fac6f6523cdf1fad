"""Who and where: people, access, audit, rooms, schedule."""
