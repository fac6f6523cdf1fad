"""The walls around check-ins; what was answered, raised and noted are logs that only grow."""

from django.db import migrations

from holdspace.clinic.walls import append_only, clinic_wall


class Migration(migrations.Migration):
    dependencies = [("check_ins", "0001_first_tables")]
    operations = [
        clinic_wall("check_ins_aftersession"),
        clinic_wall("check_ins_checkin"),
        clinic_wall("check_ins_checkinanswer"),
        clinic_wall("check_ins_raisedflag"),
        clinic_wall("check_ins_clocknote"),
        clinic_wall("check_ins_wordsdraft"),
        append_only("check_ins_aftersession"),
        append_only("check_ins_checkinanswer"),
        append_only("check_ins_raisedflag"),
        append_only("check_ins_clocknote"),
    ]
