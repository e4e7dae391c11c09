package org.medchain.data;

/**
 * Is told of the accesses to a {@link StateTree}: the time that an execution takes, counted so that
 * it is the same on every machine (CON-28). It changes no value and no root.
 */
public interface StateMeter {
  /** Counts nothing. */
  StateMeter NONE =
      new StateMeter() {
        @Override
        public void read() {}

        @Override
        public void written(int bytes) {}
      };

  /** A key was looked up. */
  void read();

  /**
   * A key got a value, or lost it.
   *
   * @param bytes of key and value together; 0 if it lost it
   */
  void written(int bytes);
}
