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
 * length and by a hash over it and all before it, and forced before anything is made of it; what a
 * crash left of a batch that was never acknowledged is cut off, and any other damage is refused.
 */
final class RegisterFile implements AutoCloseable {
  static final String NAME = "register.log";

  /** Length, what protects the length, then the hash. */
  private static final int HEAD = 4 + 4 + Hash.SIZE;

  /** No batch ends in so many zeros: where one seems to, its end was never written. */
  private static final int NEVER_WRITTEN = 8;

  private final FileChannel file;
  private Hash last;

  private RegisterFile(FileChannel file, Hash last) {
    this.file = file;
    this.last = last;
  }

  /** What an opened register holds. */
  record Opened(RegisterFile file, List<RegisterEntry> entries) {}

  /** What was read: up to where all is well. */
  private record Read(List<RegisterEntry> entries, int end, Hash last) {}

  /**
   * Opens the register of a folder, or begins one.
   *
   * @throws IOException if it is damaged: with the place
   */
  static Opened open(Path folder) throws IOException {
    Path path = folder.resolve(NAME);
    Read read = Files.exists(path) ? read(path) : new Read(List.of(), 0, Hash.ZERO);
    FileChannel file =
        FileChannel.open(
            path,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            WholeFile.attributes(path, "rw-------"));
    try {
      file.truncate(read.end);
      file.position(read.end);
      file.force(true);
      WholeFile.forceFolder(path.toAbsolutePath().getParent());
    } catch (IOException e) {
      file.close();
      throw e;
    }
    return new Opened(new RegisterFile(file, read.last), read.entries);
  }

  private static Read read(Path path) throws IOException {
    Bytes all = Bytes.of(Files.readAllBytes(path));
    List<RegisterEntry> entries = new ArrayList<>();
    Hash last = Hash.ZERO;
    int at = 0;
    while (all.size() - at >= HEAD) {
      int length = Decoder.decode(all.slice(at, at + 4), Decoder::int32);
      boolean sure = all.slice(at + 4, at + 8).equals(lengthMark(last, length));
      boolean whole = sure && length <= all.size() - at - HEAD;
      Bytes body = whole ? all.slice(at + HEAD, at + HEAD + length) : Bytes.EMPTY;
      Hash next = chain(last, body);
      if (!whole || !next.toBytes().equals(all.slice(at + 8, at + HEAD))) {
        requireTorn(path, all, at, sure, whole ? at + HEAD + length : all.size());
        break;
      }
      entries.addAll(entries(path, at, body));
      last = next;
      at += HEAD + length;
    }
    return new Read(entries, at, last);
  }

  /**
   * A batch that was being written when the machine stopped is the last one, and short, or its end
   * was never written. Anything else is damage to what was acknowledged.
   */
  private static void requireTorn(Path path, Bytes all, int at, boolean sure, int end)
      throws IOException {
    boolean isShort = sure && end == all.size() && zerosOrNothing(all, at, end);
    if (!isShort && !zeros(all, at + HEAD)) {
      throw new IOException(
          path + " is damaged at byte " + at + ": restore it from a copy; nothing is issued");
    }
  }

  private static boolean zerosOrNothing(Bytes all, int at, int end) {
    int length = Decoder.decode(all.slice(at, at + 4), Decoder::int32);
    return all.size() - at - HEAD < length || zeros(all, Math.max(at + HEAD, end - NEVER_WRITTEN));
  }

  private static boolean zeros(Bytes all, int from) {
    for (int i = from; i < all.size(); i++) {
      if (all.at(i) != 0) {
        return false;
      }
    }
    return true;
  }

  private static List<RegisterEntry> entries(Path path, int at, Bytes body) throws IOException {
    try {
      return Decoder.decode(body, in -> in.list(1, RegisterEntry::decode));
    } catch (MalformedInput e) {
      throw new IOException(path + ": the batch at byte " + at + " is of another format", e);
    }
  }

  private static Bytes lengthMark(Hash last, int length) {
    return Hash.of(new Encoder().hash(last).int32(length).toBytes()).toBytes().slice(0, 4);
  }

  private static Hash chain(Hash last, Bytes body) {
    return Hash.of(new Encoder().hash(last).bytes(body).toBytes());
  }

  /** Writes and forces entries: all of them, or none if the machine stops. */
  void append(List<? extends RegisterEntry> entries) throws IOException {
    Bytes body = new Encoder().list(entries).toBytes();
    Hash next = chain(last, body);
    Bytes frame =
        new Encoder()
            .int32(body.size())
            .raw(lengthMark(last, body.size()))
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
      // Half a batch must not stand in front of the next.
      file.truncate(before);
      file.position(before);
      throw e;
    }
    last = next;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
