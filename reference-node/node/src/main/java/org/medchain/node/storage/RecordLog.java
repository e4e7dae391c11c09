package org.medchain.node.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.node.durable.DurableFile;
import org.medchain.node.durable.Volume;
import org.medchain.node.durable.VolumeFile;
import org.medchain.node.storage.LogRecordHeader.ForcedBefore;
import org.medchain.node.storage.LogRecordHeader.LogRecordKind;
import org.medchain.node.storage.SegmentHeader.SegmentKind;
import org.medchain.node.storage.SegmentScan.SegmentScanResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An append-only file of records for all data except blocks and a replica's log (STO-31; decision
 * 0285): one segment in the store's format, read by the store's rule. An end that nothing proves to
 * have been forced is cut off, of which pages may be missing in any order; where a later record
 * proves more, the file is damaged. A mark behind each force is that proof. Not safe for several
 * threads.
 */
public final class RecordLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RecordLog.class);

  private final VolumeFile file;
  private final LogRecordFormat format;
  private long end = SegmentHeader.SIZE;
  private long last;
  private long forced;
  private long forcedEnd = SegmentHeader.SIZE;

  /** Whether a mark is the last record; without a record there is nothing to prove. */
  private boolean proven = true;

  /** Records that had been forced are damaged or missing, or what they say cannot be. */
  public static final class DamagedLogException extends IOException {
    private static final long serialVersionUID = 1L;

    /** With the place and the fault in one line. */
    public DamagedLogException(String message) {
      super(message);
    }
  }

  private RecordLog(VolumeFile file, SegmentHeader header) {
    this.file = file;
    this.format = new LogRecordFormat(header);
  }

  private static SegmentHeader header(Hash of) {
    return new SegmentHeader(SegmentKind.RECORDS, of.w0(), 1);
  }

  /**
   * Opens a file, or makes it.
   *
   * @param of names the ledger or chain of the records: a file of another one is refused
   * @param records gets the content of each that is there, in their order
   * @throws DamagedLogException if records that had been forced are not there as they were written
   * @throws IOException if it cannot be read, or is not such a file
   */
  public static RecordLog open(Volume volume, String name, Hash of, Consumer<Bytes> records)
      throws IOException {
    if (!volume.list().contains(name)) {
      write(volume, name, of, List.of());
    }
    VolumeFile file = volume.open(name);
    try {
      if (!SegmentScan.header(file).equals(Optional.of(header(of)))) {
        throw new IOException(volume + "/" + name + " has another kind, owner or format than here");
      }
      RecordLog log = new RecordLog(file, header(of));
      log.recover(volume + "/" + name, new SegmentScan(file, header(of)), records);
      return log;
    } catch (IOException | RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }

  /** Makes a file of these records, in the place of the one that is there. */
  public static void write(Volume volume, String name, Hash of, List<Bytes> records)
      throws IOException {
    DurableFile.write(
        volume,
        name,
        made -> {
          made.append(ByteBuffer.wrap(header(of).encoded()));
          RecordLog log = new RecordLog(made, header(of));
          for (Bytes each : records) {
            log.append(each);
          }
        });
  }

  private void recover(String name, SegmentScan scan, Consumer<Bytes> records) throws IOException {
    SegmentScanResult result =
        scan.run(
            true,
            (segment, header, position, content) -> {
              proven = header.kind() == LogRecordKind.SYNC_MARK;
              if (header.kind() == LogRecordKind.ENTRY) {
                records.accept(content);
              }
            });
    end = result.end();
    last = result.next() - 1;
    if (result.fault().isPresent()) {
      scan.readProofsAfter(end);
      if (scan.proven().here() > last) {
        String what = result.fault().get();
        throw new DamagedLogException(name + " is damaged at byte " + end + ": " + what);
      }
      LOG.atWarn()
          .addKeyValue("file", name)
          .addKeyValue("byte", end)
          .log("cut off the end, which had not been forced");
    }
    sync(); // A killed process may have left it only to the system.
    if (!proven) {
      mark();
    }
  }

  /** Appends a record; it is durable after {@link #force}. */
  public void append(Bytes content) throws IOException {
    append(LogRecordKind.ENTRY, content);
  }

  private void append(LogRecordKind kind, Bytes content) throws IOException {
    byte[] record = new byte[Math.addExact(LogRecordHeader.SIZE, content.size())];
    format.write(record, 0, end, kind, last + 1, new ForcedBefore(forced, 0), 0, content);
    cutFailedWrite();
    file.append(ByteBuffer.wrap(record));
    end += record.length;
    last++;
    proven = kind == LogRecordKind.SYNC_MARK;
  }

  private void cutFailedWrite() throws IOException {
    if (file.size() > end) {
      file.truncate(end);
    }
  }

  /**
   * Returns when all that was appended is durable. If it fails, the records appended since the last
   * force are taken back.
   */
  public void force() throws IOException {
    if (!proven) {
      sync();
      mark();
    }
  }

  private void sync() throws IOException {
    try {
      cutFailedWrite();
      file.force();
    } catch (IOException e) {
      end = forcedEnd;
      last = forced;
      throw e;
    }
    forced = last;
    forcedEnd = end;
  }

  private void mark() {
    try {
      append(LogRecordKind.SYNC_MARK, Bytes.EMPTY);
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("a force is not marked; the next record proves it");
    }
  }

  /** Bytes of the file. */
  public long size() {
    return end;
  }

  /** Closes the file as it is. */
  @Override
  public void close() throws IOException {
    file.close();
  }
}
