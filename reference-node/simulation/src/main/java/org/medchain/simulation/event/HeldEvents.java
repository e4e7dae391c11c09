package org.medchain.simulation.event;

import java.util.Arrays;

/**
 * What happens in the events to come, by slot. An event that is held several times in a row, as by
 * a broadcast, has one slot for all of them.
 */
final class HeldEvents {
  private SimulationEvent[] events = new SimulationEvent[64];
  private int[] uses = new int[64];

  /** {@code free[0…freeCount]} are the slots that were given back. */
  private int[] free = new int[64];

  private int freeCount;
  private int usedSlots;
  private int last;

  /** The slot in which the event is now held once more. */
  @SuppressWarnings("ReferenceEquality") // Two equal events may as well have two slots.
  int hold(SimulationEvent what) {
    if (events[last] != what) {
      last = newSlot();
      events[last] = what;
    }
    uses[last]++;
    return last;
  }

  private int newSlot() {
    if (freeCount > 0) {
      return free[--freeCount];
    }
    if (usedSlots == events.length) {
      events = Arrays.copyOf(events, 2 * usedSlots);
      uses = Arrays.copyOf(uses, 2 * usedSlots);
      free = Arrays.copyOf(free, 2 * usedSlots);
    }
    return usedSlots++;
  }

  /** The slot's event, which is then held once less. */
  SimulationEvent release(int slot) {
    SimulationEvent what = events[slot];
    if (--uses[slot] == 0) {
      events[slot] = null;
      free[freeCount++] = slot;
    }
    return what;
  }
}
