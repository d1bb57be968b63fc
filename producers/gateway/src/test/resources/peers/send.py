# SPDX-FileCopyrightText: The Telemetry Backbone authors
# SPDX-License-Identifier: Apache-2.0
# Sends one span over gRPC and one over HTTP: python3 send.py GRPC_PORT HTTP_PORT
import sys

from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter as Grpc
from opentelemetry.exporter.otlp.proto.http import Compression
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter as Http
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.trace import Link, SpanKind, Status, StatusCode


def send(name, exporter):
    provider = TracerProvider(resource=Resource.create({"service.name": "python-peer"}))
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    tracer = provider.get_tracer("peer", "1.0")
    with tracer.start_as_current_span("outer") as outer:
        attributes = {
            "text": "안녕",
            "whole": -(2**53) - 1,
            "part": 0.25,
            "yes": True,
            "texts": ["a", "b"],
            "wholes": [1, 2],
            "parts": [0.5, 1.5],
            "bools": [True, False],
        }
        links = [Link(outer.get_span_context(), {"why": "because"})]
        span = tracer.start_span(name, kind=SpanKind.CLIENT, attributes=attributes, links=links)
        span.add_event("happened", {"n": 1})
        span.set_status(Status(StatusCode.ERROR, "broken"))
        span.end()
    provider.shutdown()


send("python-grpc", Grpc(endpoint="http://127.0.0.1:" + sys.argv[1], insecure=True))
send("python-http", Http(endpoint="http://127.0.0.1:" + sys.argv[2] + "/v1/traces", compression=Compression.Gzip))
