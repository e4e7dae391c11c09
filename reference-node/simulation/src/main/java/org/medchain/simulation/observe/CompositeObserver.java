package org.medchain.simulation.observe;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Passes events to several observers, each to those whose class says what to do then: some kinds
 * come with every message.
 */
final class CompositeObserver implements InvocationHandler {
  private final List<SimulationObserver> all;
  private final Map<Method, SimulationObserver[]> byEvent = new LinkedHashMap<>();

  private CompositeObserver(List<SimulationObserver> observers) {
    all = observers.stream().flatMap(CompositeObserver::parts).toList();
    for (Method event : SimulationObserver.class.getMethods()) {
      byEvent.put(
          event,
          all.stream().filter(each -> overrides(each, event)).toArray(SimulationObserver[]::new));
    }
  }

  static SimulationObserver of(List<SimulationObserver> observers) {
    return (SimulationObserver)
        Proxy.newProxyInstance(
            SimulationObserver.class.getClassLoader(),
            new Class<?>[] {SimulationObserver.class},
            new CompositeObserver(observers));
  }

  private static Stream<SimulationObserver> parts(SimulationObserver observer) {
    return Proxy.isProxyClass(observer.getClass())
            && Proxy.getInvocationHandler(observer) instanceof CompositeObserver several
        ? several.all.stream()
        : Stream.of(observer);
  }

  private static boolean overrides(SimulationObserver observer, Method event) {
    return Stream.of(observer.getClass().getMethods())
        .filter(method -> method.getName().equals(event.getName()))
        .anyMatch(method -> method.getDeclaringClass() != SimulationObserver.class);
  }

  @Override
  public Object invoke(Object proxy, Method event, Object[] arguments) throws Throwable {
    if (event.getDeclaringClass() == Object.class) {
      return event.invoke(this, arguments);
    }
    try {
      for (SimulationObserver each : byEvent.get(event)) {
        event.invoke(each, arguments);
      }
      return null;
    } catch (InvocationTargetException e) {
      throw e.getCause(); // what an observer finds ends the run
    }
  }
}
