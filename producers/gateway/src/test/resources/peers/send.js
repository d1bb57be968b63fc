// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
// Sends one span over gRPC and one over HTTP with JSON: node send.js GRPC_PORT HTTP_PORT
const { NodeTracerProvider, SimpleSpanProcessor } = require('@opentelemetry/sdk-trace-node');
const { OTLPTraceExporter: Http } = require('@opentelemetry/exporter-trace-otlp-http');
const { OTLPTraceExporter: Grpc } = require('@opentelemetry/exporter-trace-otlp-grpc');
const { SpanKind, SpanStatusCode } = require('@opentelemetry/api');

async function send(name, exporter) {
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const tracer = provider.getTracer('peer', '1.0');
  const other = tracer.startSpan('outer');
  const span = tracer.startSpan(name, {
    kind: SpanKind.CLIENT,
    attributes: {
      text: '안녕', whole: -9007199254740991, part: 0.25, yes: true,
      texts: ['a', 'b'], wholes: [1, 2], parts: [0.5, 1.5], bools: [true, false],
    },
    links: [{ context: other.spanContext(), attributes: { why: 'because' } }],
  });
  span.addEvent('happened', { n: 1 });
  span.setStatus({ code: SpanStatusCode.ERROR, message: 'broken' });
  span.end();
  other.end();
  await provider.forceFlush();
  await provider.shutdown();
}

const [grpc, http] = process.argv.slice(2);
send('node-grpc', new Grpc({ url: `http://127.0.0.1:${grpc}` }))
  .then(() => send('node-http', new Http({ url: `http://127.0.0.1:${http}/v1/traces` })));
