package org.medchain.node.storage;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.Protocol;
import org.medchain.data.Argument;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.StoredBlock;
import org.medchain.node.durable.VolumeFile;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.storage.LogRecordHeader.LogRecordKind;
import org.medchain.node.storage.SegmentHeader.SegmentKind;
import org.medchain.node.storage.SegmentedLog.LogRecordPosition;

/**
 * The whole ledger of a node: all decided blocks with what proves them, by height from 1 (STO-11).
 * For any thread.
 *
 * <p>A state transfer leaves a gap, which is filled when the blocks have been fetched. A block is
 * durable after {@link #force}; until then the replica's log has it.
 */
public final class BlockStore {
  private static final Codec<Block> BLOCK =
      Codec.of(8, StoredBlock::expectedSize, Encoder::value, StoredBlock::decode)
          .map(StoredBlock::block, StoredBlock::new);

  private final Object lock = new Object();
  private final Object syncLock = new Object();
  private final Protocol protocol;
  private final Codec<CertifiedBlock> format;
  private final SegmentedLog segments;
  private final BlockOffsetIndex offsets;
  private boolean failed;

  /** Of the blocks that were stored since the opening. */
  private long storedBytes;

  /**
   * The blocks in these segments.
   *
   * @param protocol by which they were decided
   * @param places where the blocks are in them
   */
  BlockStore(Protocol protocol, SegmentedLog segments, BlockOffsetIndex places) {
    this.protocol = protocol;
    this.format = format(protocol);
    this.segments = segments;
    this.offsets = places;
  }

  /** A decided block on the disk: the stored block of DATA-14, then its certificate. */
  static Codec<CertifiedBlock> format(Protocol protocol) {
    return Codec.of(CertifiedBlock.class, BLOCK, protocol.codecs().codec(Certificate.class));
  }

  /** The headers of all segments, the oldest first. */
  List<SegmentHeader> segmentHeaders() {
    synchronized (lock) {
      return segments.segmentHeaders();
    }
  }

  /**
   * Stores the next block, one above a gap, or one that is missing under others. One that is stored
   * already is ignored, since a replica commits again after a restart, and so is one that may still
   * be taken back: nothing decides it.
   *
   * @throws IllegalArgumentException if the certificate is another block's
   * @throws IllegalStateException if another block is stored at that height
   * @throws StorageFailureException if the disk fails
   */
  public void append(CertifiedBlock decision) {
    long height = decision.block().height();
    Argument.refuseIf(
        height < 1 || !decision.certificate().isOf(decision.block().header()),
        "no decision to be stored: %s with a certificate of another",
        decision.block());
    if (!protocol.isFinal()) {
      return;
    }
    synchronized (lock) {
      Optional<LogRecordPosition> known = offsets.get(height);
      if (known.isPresent()) {
        checkSame(decision, read(known.get()));
        return;
      }
      write(height, format.encoded(decision));
    }
  }

  private static void checkSame(CertifiedBlock decision, CertifiedBlock stored) {
    if (!stored.block().hash().equals(decision.block().hash())) {
      throw new IllegalStateException(
          "two blocks decided at one height: %s is stored, %s"
              .formatted(stored.block(), decision.block()));
    }
  }

  private void write(long height, Bytes content) {
    requireNoFailure();
    try {
      LogRecordPosition place = segments.append(LogRecordKind.BLOCK, height, content);
      segments.flush();
      storedBytes +=
          height > offsets.highest() ? content.size() : 0; // a filled gap is not executed
      offsets.put(height, place);
    } catch (IOException e) {
      failed = true;
      throw new StorageFailureException(e);
    }
  }

  private void requireNoFailure() {
    if (failed) {
      throw new StorageFailureException(new IOException("blocks could not be written before"));
    }
  }

  /**
   * The decided block of a height, if it is stored.
   *
   * @throws StorageFailureException if the disk fails, or it is not there as it was written
   */
  public Optional<CertifiedBlock> blockAt(long height) {
    Optional<LogRecordPosition> place;
    synchronized (lock) {
      place = offsets.get(height);
    }
    return place.map(this::read);
  }

  private CertifiedBlock read(LogRecordPosition place) {
    try {
      return format.decoded(segments.read(place));
    } catch (IOException | CorruptStoreException e) {
      throw new StorageFailureException(e);
    } catch (MalformedInput e) {
      String name = SegmentKind.BLOCKS.fileName(place.segment());
      throw new StorageFailureException(
          new CorruptStoreException(name, place.position(), "no block: " + e.getMessage()));
    }
  }

  /** The highest height up to which no block is missing, from 1; 0 if there is none. */
  public long contiguousHeight() {
    synchronized (lock) {
      return offsets.contiguous();
    }
  }

  /** Whether all blocks above a height up to another one are stored. */
  boolean hasAll(long above, long upTo) {
    synchronized (lock) {
      long missing = upTo;
      while (missing > above && offsets.has(missing)) {
        missing--;
      }
      return missing <= above;
    }
  }

  /** Bytes of the blocks that were stored since the opening. */
  long storedBytes() {
    synchronized (lock) {
      return storedBytes;
    }
  }

  /** The lowest height above this one of which a block is stored; empty if there is none. */
  public OptionalLong nextAbove(long height) {
    synchronized (lock) {
      return offsets.nextFrom(height + 1);
    }
  }

  /** The highest height of which a block is stored; 0 if there is none. */
  public long highestHeight() {
    synchronized (lock) {
      return offsets.highest();
    }
  }

  /**
   * Returns when all blocks stored before are durable. Blocks may be stored meanwhile.
   *
   * @throws StorageFailureException if the disk fails
   */
  public void force() {
    // One at a time: a second caller may find nothing left to do, but must not return earlier.
    synchronized (syncLock) {
      VolumeFile file;
      long upTo;
      synchronized (lock) {
        requireNoFailure();
        if (!segments.isDirty()) {
          return;
        }
        file = segments.activeFile();
        upTo = segments.last();
      }
      try {
        segments.sync(file);
      } catch (IOException e) {
        synchronized (lock) {
          failed = true;
        }
        throw new StorageFailureException(e);
      }
      synchronized (lock) {
        segments.markForced(upTo);
      }
    }
  }

  void close() throws IOException {
    synchronized (lock) {
      if (failed) {
        segments.closeWithoutSync();
      } else {
        segments.close();
      }
    }
  }
}
