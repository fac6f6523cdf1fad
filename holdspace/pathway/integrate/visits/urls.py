"""Integration visits, the people who do them, and what is shared with them."""

from django.urls import path

from holdspace.pathway.integrate.visits import (
    care_companion,
    companion,
    note_views,
    share_companion,
    share_views,
    specialist_views,
    views,
)

app_name = "visits"
urlpatterns = [
    path("me/visits/", companion.own_visits, name="own_visits"),
    path("me/other-care/", care_companion.own_care, name="own_care"),
    path("me/other-care/<uuid:care_id>/end/", care_companion.own_end_care, name="own_end_care"),
    path("me/shared/", share_companion.own_shares, name="own_shares"),
    path("me/shared/new/", share_companion.own_new_share, name="own_new_share"),
    path("me/shared/<uuid:share_id>/", share_companion.own_share, name="own_share"),
    path("me/shared/<uuid:share_id>/end/", share_companion.own_end_share, name="own_end_share"),
    # Before the link: its token could be any word.
    path("shared/summary/", share_views.shared_summary, name="shared_summary"),
    path("shared/summary.pdf", share_views.shared_pdf, name="shared_pdf"),
    path("shared/<str:token>/", share_views.shared, name="shared"),
    path("shares/<uuid:share_id>/end/", share_views.end_share, name="end_share"),
    path("visits/", views.waiting_visits, name="waiting"),
    path("visits/<uuid:visit_id>/", views.settle, name="settle"),
    path("visits/records/<uuid:record_id>/", views.visit_record, name="record"),
    path("visits/records/<uuid:record_id>/correct/", views.correct_record, name="correct_record"),
    path("people/<uuid:patient_id>/visits/", views.visits, name="visits"),
    path("people/<uuid:patient_id>/visits/record/", views.new_record, name="new_record"),
    path("people/<uuid:patient_id>/care/", specialist_views.new_care, name="new_care"),
    path("people/care/<uuid:care_id>/end/", specialist_views.end_care, name="end_care"),
    path("people/<uuid:patient_id>/notes/", note_views.notes, name="notes"),
    path("people/<uuid:patient_id>/notes/destroy/", note_views.destroy, name="destroy_notes"),
    path("specialists/", specialist_views.specialists, name="specialists"),
    path("specialists/new/", specialist_views.new_specialist, name="new_specialist"),
    path("specialists/<uuid:specialist_id>/", specialist_views.specialist, name="specialist"),
    path(
        "specialists/<uuid:specialist_id>/word/",
        specialist_views.specialist_word,
        name="specialist_word",
    ),
]
