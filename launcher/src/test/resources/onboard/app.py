# SPDX-FileCopyrightText: The Telemetry Backbone authors
# SPDX-License-Identifier: Apache-2.0
import logging

import telemetry

with telemetry.tracer.start_as_current_span("GET /cart"):
    logging.getLogger("cart").info("cart shown")
    try:
        {}["no such cart"]
    except KeyError:
        logging.getLogger("cart").exception("cart broke")
telemetry.provider.shutdown()
