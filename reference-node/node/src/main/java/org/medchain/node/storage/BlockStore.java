package org.medchain.node.storage;

import java.io.IOException;
import java.util.Optional;
import org.medchain.data.Bytes;
import org.medchain.data.MalformedInput;
import org.medchain.node.ledger.Decision;
import org.medchain.node.storage.Segments.Place;

/**
 * The whole ledger of a node: all decided blocks with what proves them, by height from 1 (STO-11).
 * For any thread.
 *
 * <p>A state transfer leaves a gap, which is filled when the blocks have been fetched. A block is
 * durable after {@link #force}; until then the replica's log has it.
 */
public final class BlockStore {
  private final Object lock = new Object();
  private final Object forcing = new Object();
  private final Segments segments;
  private final BlockPlaces places;
  private boolean failed;

  private BlockStore(Segments segments, BlockPlaces places) {
    this.segments = segments;
    this.places = places;
  }

  /** Opens the blocks of a store; only the last segment's contents are read. */
  static BlockStore open(Volume volume, long store, StoreOptions options)
      throws IOException, DamagedStore {
    BlockPlaces places = new BlockPlaces();
    Optional<SegmentRecovery.Found> found =
        SegmentRecovery.recover(
            volume,
            SegmentHeader.Kind.BLOCKS,
            store,
            false,
            (segment, header, position, content) -> {
              if (header.kind() == RecordHeader.Kind.BLOCK) {
                places.put(header.tag(), new Place(segment.first(), position));
              }
            });
    if (found.isEmpty()) {
      return new BlockStore(
          Segments.create(volume, SegmentHeader.Kind.BLOCKS, store, options), places);
    }
    found.get().checkFrom(1);
    return new BlockStore(Segments.resume(volume, options, found.get()), places);
  }

  /**
   * Stores the next block, or one above a gap. One that is stored already is ignored, since a
   * replica commits again after a restart.
   *
   * @throws IllegalArgumentException if the certificate is another block's or the height lies in a
   *     gap
   * @throws IllegalStateException if another block is stored at that height
   * @throws StorageFailure if the disk fails
   */
  public void append(Decision decision) {
    store(decision, false);
  }

  /** Stores a block that is missing under others; otherwise as {@link #append}. */
  public void fill(Decision decision) {
    store(decision, true);
  }

  private void store(Decision decision, boolean inGap) {
    long height = decision.block().height();
    if (height < 1
        || decision.certificate().height() != height
        || !decision.certificate().block().equals(decision.block().hash())) {
      throw new IllegalArgumentException(
          "no decision to be stored: " + decision.block() + " with a certificate of another");
    }
    synchronized (lock) {
      Optional<Place> known = places.get(height);
      if (known.isPresent()) {
        checkSame(decision, read(known.get()));
        return;
      }
      if (height < places.highest() && !inGap) {
        throw new IllegalArgumentException("height " + height + " lies in a gap");
      }
      write(height, DecisionFormat.encode(decision));
    }
  }

  private static void checkSame(Decision decision, Decision stored) {
    if (!stored.block().hash().equals(decision.block().hash())) {
      throw new IllegalStateException(
          "two blocks decided at one height: "
              + stored.block()
              + " is stored, "
              + decision.block());
    }
  }

  private void write(long height, Bytes content) {
    if (failed) {
      throw new StorageFailure(new IOException("blocks could not be written before"));
    }
    try {
      Place place = segments.append(RecordHeader.Kind.BLOCK, height, content);
      segments.flush();
      places.put(height, place);
    } catch (IOException e) {
      failed = true;
      throw new StorageFailure(e);
    }
  }

  /**
   * The decided block of a height, if it is stored.
   *
   * @throws StorageFailure if the disk fails, or it is not there as it was written
   */
  public Optional<Decision> at(long height) {
    Optional<Place> place;
    synchronized (lock) {
      place = places.get(height);
    }
    return place.map(this::read);
  }

  private Decision read(Place place) {
    try {
      return DecisionFormat.decode(segments.read(place));
    } catch (IOException | DamagedStore e) {
      throw new StorageFailure(e);
    } catch (MalformedInput e) {
      String name = SegmentHeader.Kind.BLOCKS.fileName(place.segment());
      throw new StorageFailure(
          new DamagedStore(name, place.position(), "no block: " + e.getMessage()));
    }
  }

  /** The highest height up to which no block is missing, from 1; 0 if there is none. */
  public long height() {
    synchronized (lock) {
      return places.contiguous();
    }
  }

  /** The highest height of which a block is stored; 0 if there is none. */
  public long highest() {
    synchronized (lock) {
      return places.highest();
    }
  }

  /**
   * Returns when all blocks stored before are durable. Blocks may be stored meanwhile.
   *
   * @throws StorageFailure if the disk fails
   */
  public void force() {
    // One at a time: whoever comes second may find nothing left to do, but must not return before.
    synchronized (forcing) {
      VolumeFile file;
      long upTo;
      synchronized (lock) {
        if (failed) {
          throw new StorageFailure(new IOException("blocks could not be written before"));
        }
        if (!segments.isDirty()) {
          return;
        }
        file = segments.activeFile();
        upTo = segments.last();
      }
      try {
        if (segments.isForced()) {
          file.force();
        }
      } catch (IOException e) {
        synchronized (lock) {
          failed = true;
        }
        throw new StorageFailure(e);
      }
      synchronized (lock) {
        segments.markForced(upTo);
      }
    }
  }

  void close() throws IOException {
    synchronized (lock) {
      if (failed) {
        segments.abandon();
      } else {
        segments.close();
      }
    }
  }

  void abandon() throws IOException {
    synchronized (lock) {
      segments.abandon();
    }
  }
}
