package org.medchain.node.storage;

import java.util.Optional;
import java.util.TreeMap;
import org.medchain.node.storage.Segments.Place;

/** Where the block of each height lies, in pages, so that a gap takes no room. */
final class BlockPlaces {
  private static final int PAGE = 1024;

  private final TreeMap<Long, Page> pages = new TreeMap<>();
  private long contiguous;
  private long highest;

  /** Segments count from 1, so 0 is nothing. */
  private static final class Page {
    final long[] segments;
    final long[] positions;

    Page(long[] segments, long[] positions) {
      this.segments = segments;
      this.positions = positions;
    }
  }

  /** Remembers a place; the one that is known of a height already stays. */
  void put(long height, Place place) {
    if (has(height)) {
      return;
    }
    Page page =
        pages.computeIfAbsent(height / PAGE, key -> new Page(new long[PAGE], new long[PAGE]));
    int slot = (int) (height % PAGE);
    page.segments[slot] = place.segment();
    page.positions[slot] = place.position();
    highest = Math.max(highest, height);
    while (has(contiguous + 1)) {
      contiguous++;
    }
  }

  /** Where the block lies. */
  Optional<Place> get(long height) {
    Page page = pages.get(height / PAGE);
    int slot = (int) (height % PAGE);
    return height < 1 || page == null || page.segments[slot] == 0
        ? Optional.empty()
        : Optional.of(new Place(page.segments[slot], page.positions[slot]));
  }

  boolean has(long height) {
    return get(height).isPresent();
  }

  /** The highest height up to which none is missing, from 1. */
  long contiguous() {
    return contiguous;
  }

  /** The highest height that there is; 0 if there is none. */
  long highest() {
    return highest;
  }
}
