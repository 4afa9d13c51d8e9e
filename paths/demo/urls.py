"""Addresses that answer only while DEMO is on."""

from django.urls import path

from paths.demo import views

urlpatterns = [path("demo/", views.sign_in_as, name="sign_in_as")]
