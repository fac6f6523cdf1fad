"""How fast it is on this machine, each number beside a raw baseline from the same run."""
