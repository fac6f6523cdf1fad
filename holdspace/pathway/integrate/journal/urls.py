"""The addresses of a person's journal, and of what they shared of it."""

from django.urls import path

from holdspace.pathway.integrate.journal import companion, entries_companion, views

app_name = "journal"
urlpatterns = [
    path("me/journal/", companion.own_journal, name="own_journal"),
    path("me/journal/offline/", companion.offline, name="offline"),
    path("me/journal/state", companion.own_state, name="own_state"),
    path("me/journal/keys", companion.own_keys, name="own_keys"),
    path("me/journal/entries", entries_companion.own_entries, name="own_entries"),
    path("me/journal/keep", entries_companion.own_keep, name="own_keep"),
    path("me/journal/share", entries_companion.own_share, name="own_share"),
    path("me/journal/erase-all", entries_companion.own_erase_all, name="own_erase_all"),
    path(
        "me/journal/entries/<uuid:journal_entry_id>/parts/<int:place>",
        entries_companion.own_part,
        name="own_part",
    ),
    path(
        "me/journal/entries/<uuid:journal_entry_id>/erase",
        entries_companion.own_erase,
        name="own_erase",
    ),
    path(
        "me/journal/copies/<uuid:shared_copy_id>/take-back",
        entries_companion.own_take_back,
        name="own_take_back",
    ),
    path("people/<uuid:patient_id>/journal/", views.shared, name="shared"),
    path(
        "people/journal/<uuid:shared_copy_id>/<int:place>",
        views.shared_medium,
        name="shared_medium",
    ),
]
