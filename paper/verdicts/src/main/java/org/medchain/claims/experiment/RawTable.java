package org.medchain.claims.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVPrinter;
import org.medchain.experiments.results.CsvTable;

/** Raw data of an experiment: a CSV file beside the verdicts. For one thread. */
public final class RawTable implements AutoCloseable {
  /** Where all of a run are, in its folder. */
  public static final String FOLDER = "raw";

  private final CSVPrinter out;

  private RawTable(CSVPrinter out) {
    this.out = out;
  }

  /** A new file with these columns; each has its unit in its name. */
  static RawTable create(Path file, String... columns) throws IOException {
    Files.createDirectories(file.getParent());
    CSVPrinter out = CsvTable.FORMAT.print(Files.newBufferedWriter(file, StandardCharsets.UTF_8));
    out.printRecord((Object[]) columns);
    return new RawTable(out);
  }

  /** A row; an absent value is an empty text, never 0. */
  public void row(Object... values) {
    try {
      out.printRecord(values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
