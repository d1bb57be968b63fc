// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

// Writes the same events with each logging library of Node.js: node node-loggers.js FOLDER
'use strict'
const fs = require('node:fs')
const path = require('node:path')
const folder = process.argv[2]
const fields = { orderId: 'A-1001', amount: 12.5, items: 3, paid: true }
const trace = { trace_id: '4bf92f3577b34da6a3ce929d0e0e4736', span_id: '00f067aa0ba902b7' }

function failure(cause) {
  return new TypeError('card refused: limit', cause)
}

// `log` takes a level, a message and fields; an error is in the fields under the library's own name.
function events(log, errorKey) {
  log('info', 'Order placed', fields)
  log('warn', 'Slow query: took=1.5s for "select"', {})
  log('debug', '주문 완료', {})
  log('error', 'Payment failed', { [errorKey]: failure() })
  log('info', 'Traced call', trace)
  log('error', 'Last one', {})
}

function pino() {
  const create = require('pino')
  const write = (file, options) => {
    const logger = create({ name: 'shop.orders', level: 'debug', ...options }, create.destination({ dest: path.join(folder, file), sync: true }))
    events((level, message, more) => logger[level](more, message), 'err')
  }
  write('node-pino.log', {})
  write('node-pino-iso.log', { timestamp: create.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } })
}

function bunyan() {
  const logger = require('bunyan').createLogger({
    name: 'shop.orders', level: 'debug', serializers: require('bunyan').stdSerializers,
    stream: { write: (line) => fs.appendFileSync(path.join(folder, 'node-bunyan.log'), line) }
  })
  events((level, message, more) => logger[level](more, message), 'err')
}

function winston(done) {
  const { createLogger, format, transports } = require('winston')
  const write = (file, ...formats) => {
    const sink = new transports.File({ filename: path.join(folder, file) })
    const logger = createLogger({ level: 'debug', format: format.combine(...formats), transports: [sink] })
    events((level, message, more) => (more.error ? logger.log({ level, message, stack: more.error.stack }) : logger.log(level, message, more)), 'error')
    logger.end()
    return new Promise((resolve) => sink.on('finish', resolve))
  }
  const simple = format.printf((e) => `${e.timestamp} ${e.level}: ${e.message}${e.stack ? '\n' + e.stack : ''}`)
  return Promise.all([
    write('node-winston.log', format.json()),
    write('node-winston-time.log', format.timestamp(), format.json()),
    write('node-winston-printf.log', format.timestamp(), simple)
  ])
}

pino()
bunyan()
winston().then(() => setImmediate(() => { throw failure({ cause: new Error('reset') }) }))
