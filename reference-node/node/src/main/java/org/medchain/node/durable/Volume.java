package org.medchain.node.durable;

import java.io.IOException;
import java.util.List;

/**
 * A folder of files, as far as a store needs one: the port where tests plug in a disk that loses
 * unforced writes (STO-2, STO-3).
 *
 * <p>That a file was created, renamed or deleted survives a power cut only after {@link
 * #syncDirectory}; its content only after {@link VolumeFile#force}.
 */
public interface Volume extends AutoCloseable {
  /** The names of all files, in order. */
  List<String> list() throws IOException;

  /**
   * Makes an empty file.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is one of that name
   */
  VolumeFile create(String name) throws IOException;

  /**
   * Opens a file to read it and to append to it.
   *
   * @throws java.nio.file.NoSuchFileException if there is none of that name
   */
  VolumeFile open(String name) throws IOException;

  /** Gives a file another name, at once, in the place of a file that has it. */
  void rename(String from, String to) throws IOException;

  /** Deletes a file; nothing happens if there is none. */
  void delete(String name) throws IOException;

  /** Makes durable which files there are. */
  void syncDirectory() throws IOException;

  @Override
  void close() throws IOException;
}
