"""Handing reports over: bundles of an audience's files, and drafts of mails. Nothing is sent."""
