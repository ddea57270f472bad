"""Runs LocalStack on loopback until it is terminated, then removes the folder with all its data."""

import atexit
import runpy
import shutil
import sys

import loopback

loopback.keep()
atexit.register(shutil.rmtree, sys.argv[1], ignore_errors=True)
runpy.run_module("localstack.runtime.main", run_name="__main__")
