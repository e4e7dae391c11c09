package org.medchain.node.center;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;

/**
 * The center's register on disk (CA-5): an append-only file. Each batch of entries is framed by its
 * length and by a hash over it and all before it, and forced before anything is made of it; a
 * partial batch that was never acknowledged is cut off, and any other damage is refused.
 */
final class RegistrarLog implements AutoCloseable {
  static final String NAME = "register.log";

  /** Length, what protects the length, then the hash. */
  private static final int HEADER_SIZE = 4 + 4 + Hash.SIZE;

  /** No batch ends in this number of zeros: where one seems to, its end was never written. */
  private static final int UNWRITTEN_ZEROS = 8;

  private final FileChannel file;
  private Hash lastHash;

  private RegistrarLog(FileChannel file, Hash last) {
    this.file = file;
    this.lastHash = last;
  }

  /** The content of an opened register. */
  record OpenedRegistrarLog(RegistrarLog file, List<RegistrarLogEntry> entries) {}

  /** The entries read, and the end of the sound part. */
  private record RegistrarLogContents(List<RegistrarLogEntry> entries, int end, Hash last) {}

  /**
   * Opens the register of a folder, or begins one.
   *
   * @throws IOException if it is damaged: with the place
   */
  static OpenedRegistrarLog open(Path folder) throws IOException {
    Path path = folder.resolve(NAME);
    RegistrarLogContents read =
        Files.exists(path) ? read(path) : new RegistrarLogContents(List.of(), 0, Hash.ZERO);
    FileChannel file =
        FileChannel.open(
            path,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            AtomicFileWriter.attributes(path, "rw-------"));
    try {
      file.truncate(read.end);
      file.position(read.end);
      file.force(true);
      AtomicFileWriter.syncDirectory(path.toAbsolutePath().getParent());
    } catch (IOException e) {
      file.close();
      throw e;
    }
    return new OpenedRegistrarLog(new RegistrarLog(file, read.last), read.entries);
  }

  private static RegistrarLogContents read(Path path) throws IOException {
    Bytes all = Bytes.of(Files.readAllBytes(path));
    List<RegistrarLogEntry> entries = new ArrayList<>();
    Hash last = Hash.ZERO;
    int at = 0;
    while (all.size() - at >= HEADER_SIZE) {
      int length = Decoder.decode(all.slice(at, at + 4), Decoder::int32);
      boolean sure = all.slice(at + 4, at + 8).equals(protectedLength(last, length));
      boolean whole = sure && length <= all.size() - at - HEADER_SIZE;
      Bytes body = whole ? all.slice(at + HEADER_SIZE, at + HEADER_SIZE + length) : Bytes.EMPTY;
      Hash next = chain(last, body);
      if (!whole || !next.toBytes().equals(all.slice(at + 8, at + HEADER_SIZE))) {
        requireTorn(path, all, at, sure, whole ? at + HEADER_SIZE + length : all.size());
        break;
      }
      entries.addAll(entries(path, at, body));
      last = next;
      at += HEADER_SIZE + length;
    }
    return new RegistrarLogContents(entries, at, last);
  }

  /**
   * A batch that was being written when the machine stopped is the last one, and short, or its end
   * was never written. Anything else is damage to acknowledged entries.
   */
  private static void requireTorn(Path path, Bytes all, int at, boolean sure, int end)
      throws IOException {
    boolean isShort = sure && end == all.size() && isBlank(all, at, end);
    if (!isShort && !zeros(all, at + HEADER_SIZE)) {
      throw new IOException(
          path + " is damaged at byte " + at + ": restore it from a copy; nothing is issued");
    }
  }

  private static boolean isBlank(Bytes all, int at, int end) {
    int length = Decoder.decode(all.slice(at, at + 4), Decoder::int32);
    return all.size() - at - HEADER_SIZE < length
        || zeros(all, Math.max(at + HEADER_SIZE, end - UNWRITTEN_ZEROS));
  }

  private static boolean zeros(Bytes all, int from) {
    for (int i = from; i < all.size(); i++) {
      if (all.at(i) != 0) {
        return false;
      }
    }
    return true;
  }

  private static List<RegistrarLogEntry> entries(Path path, int at, Bytes body) throws IOException {
    try {
      return Decoder.decode(body, in -> in.list(1, RegistrarLogEntry::decode));
    } catch (MalformedInput e) {
      throw new IOException(path + ": the batch at byte " + at + " is of another format", e);
    }
  }

  private static Bytes protectedLength(Hash last, int length) {
    return Hash.of(new Encoder().hash(last).int32(length).toBytes()).toBytes().slice(0, 4);
  }

  private static Hash chain(Hash last, Bytes body) {
    return Hash.of(new Encoder().hash(last).bytes(body).toBytes());
  }

  /** Writes and forces entries: all of them, or none if the machine stops. */
  void append(List<? extends RegistrarLogEntry> entries) throws IOException {
    Bytes body = new Encoder().list(entries).toBytes();
    Hash next = chain(lastHash, body);
    Bytes frame =
        new Encoder()
            .int32(body.size())
            .raw(protectedLength(lastHash, body.size()))
            .hash(next)
            .raw(body)
            .toBytes();
    long before = file.position();
    try {
      ByteBuffer buffer = ByteBuffer.wrap(frame.toArray());
      while (buffer.hasRemaining()) {
        file.write(buffer);
      }
      file.force(true);
    } catch (IOException e) {
      // A partial batch must not precede the next.
      file.truncate(before);
      file.position(before);
      throw e;
    }
    lastHash = next;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
