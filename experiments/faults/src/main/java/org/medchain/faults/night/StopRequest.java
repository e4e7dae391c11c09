package org.medchain.faults.night;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether a person asked a night to end: Ctrl-C once ends it after the present run. */
public final class StopRequest {
  private final AtomicBoolean asked = new AtomicBoolean();

  /** Nobody asked. */
  public StopRequest() {}

  /** Whether it was asked for. */
  public boolean isAsked() {
    return asked.get();
  }

  /** Asks. */
  public void ask() {
    asked.set(true);
  }

  /**
   * Lets Ctrl-C ask; the second one ends the process at once, and what has to be cleaned up then is
   * a shutdown hook's. Where the JVM does not offer it, the first one ends the process already.
   *
   * @param first is told of the first one
   */
  public void onInterrupt(Runnable first) {
    try {
      // By its name: the compiler warns of each mention of the JDK's only door to signals.
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler answer =
          (proxy, method, arguments) -> {
            if (!asked.compareAndSet(false, true)) {
              System.exit(130);
            }
            first.run();
            return null;
          };
      Object proxy =
          Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, answer);
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("INT"), proxy);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return; // Then the JVM ends in order at the first Ctrl-C.
    }
  }
}
