"""The law: calendar, limits, events and what follows from them. Pure; knows no other room."""
