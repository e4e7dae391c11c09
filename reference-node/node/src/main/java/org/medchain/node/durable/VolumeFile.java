package org.medchain.node.durable;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A file of a {@link Volume}. Any thread may read while one appends. */
public interface VolumeFile extends AutoCloseable {
  /** Its length in bytes. */
  long size() throws IOException;

  /** Appends the rest of {@code content}. */
  void append(ByteBuffer content) throws IOException;

  /**
   * Writes the rest of {@code content} from byte {@code at} on, over what is there; all of it lies
   * within the file.
   */
  void overwrite(long at, ByteBuffer content) throws IOException;

  /**
   * Reads from byte {@code at} on until {@code into} is full or the file ends.
   *
   * @return how many bytes were read, 0 or more
   */
  int read(long at, ByteBuffer into) throws IOException;

  /** Cuts off all from byte {@code size} on. */
  void truncate(long size) throws IOException;

  /** Returns when everything that was appended before would survive a power cut. */
  void force() throws IOException;

  /**
   * Nothing is appended any more. Reads keep no open descriptor, since the number of such files
   * grows with the ledger (STO-17). Appended bytes have been forced, or never will be.
   */
  void seal() throws IOException;

  @Override
  void close() throws IOException;
}
