// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Objects of a type that others hold in their fields, where no method gives them: what a part is
 * made of is its own business everywhere but on a page about it.
 */
final class Reachable<T> {

  private final Class<T> type;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<T> found = new ArrayList<>();

  Reachable(Class<T> type) {
    this.type = type;
  }

  /** All of them, in the order in which they are held. */
  List<T> from(Object root) {
    visit(root);
    return found;
  }

  private void visit(Object object) {
    if (object == null || !seen.add(object)) {
      return;
    }
    if (type.isInstance(object)) {
      found.add(type.cast(object));
    } else if (object instanceof Map<?, ?> map) {
      map.values().forEach(this::visit);
    } else if (object instanceof Collection<?> all) {
      all.forEach(this::visit);
    } else if (object.getClass().getName().startsWith("backbone.")) {
      fields(object);
    }
  }

  private void fields(Object object) {
    for (Field field : object.getClass().getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
        try {
          field.setAccessible(true);
          visit(field.get(object));
        } catch (IllegalAccessException e) {
          throw new IllegalStateException("bug: " + field + " was made accessible", e);
        }
      }
    }
  }
}
