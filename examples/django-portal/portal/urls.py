"""One address for all pages, since addresses hold no answer, and one for their look."""

from django.urls import path
from django.views.generic import TemplateView

from portal.views import desk

look = TemplateView.as_view(
    template_name="portal/portal.css", content_type="text/css; charset=utf-8"
)

urlpatterns = [path("", desk, name="desk"), path("portal.css", look, name="look")]
