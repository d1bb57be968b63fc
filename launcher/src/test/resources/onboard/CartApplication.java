// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package cart;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
@RestController
public class CartApplication {

  private static final Logger LOG = LoggerFactory.getLogger(CartApplication.class);

  public static void main(String[] arguments) {
    SpringApplication.run(CartApplication.class, arguments);
  }

  @GetMapping("/cart")
  public String cart() {
    LOG.info("cart shown");
    return "ok";
  }
}
