package org.medchain.consensus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Values by number, for numbers that lie close together and move upwards, as heights do: a ring of
 * one cell a number from the lowest to the highest held. To find a value takes one access; memory
 * is what the widest span so far needed.
 */
public final class NumberedWindow<V> implements Iterable<V> {
  private static final int INITIAL_CELLS = 8;

  /** Callers hold numbers of a window; such a span shows that one does not. */
  private static final int MAX_CELLS = 1 << 24;

  private Object[] cells = new Object[INITIAL_CELLS];
  private int size;

  // Both are held, unless it is empty.
  private long first;
  private long last;

  /** The value of this number, or null, as maps have it. */
  public V get(long number) {
    return size > 0 && number >= first && number <= last ? at(number) : null;
  }

  /** Whether this number has a value. */
  public boolean containsKey(long number) {
    return get(number) != null;
  }

  /**
   * Sets the value of a number.
   *
   * @throws IllegalArgumentException if the number is millions away from the others
   */
  public void put(long number, V value) {
    if (size == 0) {
      first = number;
      last = number;
    }
    long low = Math.min(first, number);
    long high = Math.max(last, number);
    makeRoom(low, high);
    first = low;
    last = high;
    size += at(number) == null ? 1 : 0;
    cells[cell(number)] = value;
  }

  private void makeRoom(long low, long high) {
    long span = high - low + 1;
    if (span <= cells.length && span > 0) {
      return;
    }
    if (span > MAX_CELLS || span <= 0) {
      throw new IllegalArgumentException(low + " and " + high + " are in no window");
    }
    Object[] narrow = cells;
    cells = new Object[Integer.highestOneBit((int) span - 1) << 1];
    for (int i = 0; i <= last - first; i++) {
      cells[cell(first + i)] = narrow[(int) (first + i) & (narrow.length - 1)];
    }
  }

  /** Discards the value of a number, if it has one. */
  public void remove(long number) {
    if (!containsKey(number)) {
      return;
    }
    cells[cell(number)] = null;
    size--;
    while (size > 0 && at(first) == null) {
      first++;
    }
    while (size > 0 && at(last) == null) {
      last--;
    }
  }

  /** Discards the values of all numbers below this one. */
  public void discardBelow(long number) {
    while (size > 0 && first < number) {
      remove(first);
    }
  }

  /** Discards everything. */
  public void clear() {
    Arrays.fill(cells, null);
    size = 0;
  }

  /** Whether no number has a value. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** How many numbers have a value. */
  public int size() {
    return size;
  }

  /** The lowest number that has a value. */
  public long firstKey() {
    requireValue();
    return first;
  }

  /** The highest number that has a value. */
  public long lastKey() {
    requireValue();
    return last;
  }

  private void requireValue() {
    if (size == 0) {
      throw new NoSuchElementException("no number has a value");
    }
  }

  /** The numbers from this one on that have a value, lowest first: a copy. */
  public List<Long> numbersFrom(long number) {
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; numbers.size() < size && i <= last - first; i++) {
      if (first + i >= number && at(first + i) != null) {
        numbers.add(first + i);
      }
    }
    return numbers;
  }

  /** The values by number, lowest first: a copy. */
  public List<V> values() {
    List<V> values = new ArrayList<>(size);
    for (int i = 0; values.size() < size; i++) {
      V value = at(first + i);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  /** Over the values as they are now, lowest number first. */
  @Override
  public Iterator<V> iterator() {
    return values().iterator();
  }

  @Override
  public String toString() {
    return numbersFrom(Long.MIN_VALUE).toString();
  }

  private int cell(long number) {
    return (int) number & (cells.length - 1);
  }

  @SuppressWarnings("unchecked") // only put fills a cell
  private V at(long number) {
    return (V) cells[cell(number)];
  }
}
