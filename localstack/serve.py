"""Runs LocalStack on loopback until it is told to end, then removes the folder of all that it kept."""

import atexit
import runpy
import shutil
import sys

import loopback

loopback.keep()
atexit.register(shutil.rmtree, sys.argv[1], ignore_errors=True)
runpy.run_module("localstack.runtime.main", run_name="__main__")
