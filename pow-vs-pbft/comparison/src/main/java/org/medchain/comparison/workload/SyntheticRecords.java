package org.medchain.comparison.workload;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.medchain.comparison.config.RecordWords;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.metadata.MetadataForm;

/**
 * A set of synthetic medical records, as {@code datasets/} holds them (CMP-10).
 *
 * @param id SHA-256 of the index file: two datasets of one content are the same dataset
 * @param records in the order of the file, which is the order of time
 */
public record SyntheticRecords(Hash id, List<SyntheticRecord> records) {
  /** The index of a dataset: a JSON object a line. */
  public static final String INDEX = "records.ndjson";

  /** The year 2200: 64 bits of nanoseconds end in 2262, and a run needs some. */
  private static final long CLOCKS_END_MS = 7_258_118_400_000L;

  public SyntheticRecords {
    records = List.copyOf(records);
    if (records.isEmpty()) {
      throw new DatasetException("a dataset needs one record or more");
    }
  }

  /**
   * Milliseconds of Unix time at which a chain may begin: the last record has been made. Dates that
   * stand for no time, as 9999-12-31, and those before 1970 do not count: hosts count nanoseconds.
   */
  public long latestMs() {
    return records.stream()
        .mapToLong(SyntheticRecord::timestampMs)
        .filter(each -> each >= 0 && each < CLOCKS_END_MS)
        .max()
        .orElse(0);
  }

  /**
   * Reads the index of the dataset in {@code folder}; without one its FHIR bundles (CMP-56).
   *
   * @throws DatasetException if it is missing, empty or malformed; its message is one line
   */
  public static SyntheticRecords read(Path folder) {
    Path index = folder.resolve(INDEX);
    if (!files(folder).contains(index)) {
      return FhirBundles.read(folder);
    }
    return of(index, contentOf(index));
  }

  /**
   * The dataset whose index has this content.
   *
   * @param index its name, for messages
   * @throws DatasetException if it is empty or malformed; its message is one line
   */
  public static SyntheticRecords of(Path index, byte[] content) {
    List<SyntheticRecord> records = new ArrayList<>();
    int number = 0;
    for (String line : text(index, content).lines().toList()) {
      number++;
      // The file ends with a line feed, after which no line comes; an empty line is a mistake.
      records.add(new RecordLine(index, number, line).read());
    }
    if (records.isEmpty()) {
      throw new DatasetException(index + ": the file is empty; it must hold one record a line");
    }
    return new SyntheticRecords(Hash.ofArray(content), records);
  }

  /**
   * The files that {@link #read} reads, in the order of their names: the index, or without one the
   * bundles; where there is neither, the index that is missing.
   *
   * @throws DatasetException if the folder cannot be read
   */
  public static List<Path> files(Path folder) {
    Path index = folder.resolve(INDEX);
    List<Path> bundles = Files.exists(index) ? List.of() : FhirBundles.files(folder);
    return bundles.isEmpty() ? List.of(index) : bundles;
  }

  /** The chain's form of what a config says. */
  public static MetadataForm form(RecordWords words) {
    return switch (words) {
      case CLEAR -> MetadataForm.CLEAR;
      case SEALED -> MetadataForm.SEALED;
    };
  }

  /**
   * The records as a chain of this form of metadata takes them (PRIV-6): sealed, with salts that
   * stand for their owners' and repeat from run to run.
   */
  public SyntheticRecords in(MetadataForm form) {
    if (form == MetadataForm.CLEAR) {
      return this;
    }
    List<SyntheticRecord> sealed = new ArrayList<>();
    for (SyntheticRecord each : records) {
      sealed.add(each.sealed(salt(each.patient(), "" + sealed.size()), salt(each.patient(), "")));
    }
    return new SyntheticRecords(Hash.of(Bytes.utf8(id.toHex() + "/sealed")), sealed);
  }

  private static Bytes salt(String patient, String what) {
    return Hash.of(new Encoder().text("synthetic salt").text(patient).text(what).toBytes())
        .toBytes();
  }

  private static byte[] contentOf(Path index) {
    if (!Files.isRegularFile(index)) {
      throw new DatasetException(
          index
              + ": there is no such file; a dataset is a folder with a file "
              + INDEX
              + ", or with FHIR bundles in .json files");
    }
    return new DatasetFile(index).content();
  }

  private static String text(Path index, byte[] content) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new DatasetException(index + ": the file is not UTF-8 text");
    }
  }

  /** The ids of the patients, each once, in alphabetical order. */
  public List<String> patients() {
    return names(SyntheticRecord::patient);
  }

  /** The ids of the doctors, each once, in alphabetical order. */
  public List<String> doctors() {
    return names(SyntheticRecord::doctor);
  }

  private List<String> names(Function<SyntheticRecord, String> role) {
    TreeSet<String> names = new TreeSet<>();
    records.forEach(each -> names.add(role.apply(each)));
    return List.copyOf(names);
  }

  /** The first {@code limit} records as a dataset of their own, for small runs. */
  public SyntheticRecords first(int limit) {
    List<SyntheticRecord> kept = records.subList(0, Math.min(limit, records.size()));
    return new SyntheticRecords(Hash.of(Bytes.utf8(id.toHex() + "/first/" + limit)), kept);
  }
}
