package org.medchain.comparison.workload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.medchain.data.Hash;

/**
 * A folder of FHIR R4 bundles as a dataset (CMP-56; decision 0222): a record for each Encounter,
 * DiagnosticReport, DocumentReference and ImagingStudy in its {@code .json} files. Other resources
 * are left out.
 */
final class FhirBundles {
  private static final String SUFFIX = ".json";

  private FhirBundles() {}

  /**
   * Reads all of them.
   *
   * @throws DatasetException if a file is no bundle, a resource lacks its patient or time, or no
   *     resource becomes a record; its message is one line that begins with the file
   */
  static SyntheticRecords read(Path place) {
    BundleReader reader =
        ServiceLoader.load(BundleReader.class)
            .findFirst()
            .orElseThrow(
                () ->
                    new DatasetException(
                        place + ": experiments/fhir reads FHIR bundles, and is on no class path"));
    List<SyntheticRecord> records =
        new ArrayList<>(reader.read(files(place).stream().map(DatasetFile::new).toList()));
    ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    records.forEach(each -> hashes.writeBytes(each.sha256().toBytes().toArray()));
    if (records.isEmpty()) {
      throw new DatasetException(
          place
              + ": its bundles have no Encounter, DiagnosticReport, DocumentReference or"
              + " ImagingStudy");
    }
    records.sort(
        Comparator.comparingLong(SyntheticRecord::timestampMs)
            .thenComparing(SyntheticRecord::patient)
            .thenComparing(SyntheticRecord::path));
    return new SyntheticRecords(Hash.ofArray(hashes.toByteArray()), records);
  }

  /** The place itself if it is such a file, or those of a folder in the order of their names. */
  static List<Path> files(Path place) {
    if (!Files.isDirectory(place)) {
      boolean one = place.toString().endsWith(SUFFIX) && Files.isRegularFile(place);
      return one ? List.of(place) : List.of();
    }
    try (Stream<Path> found = Files.list(place)) {
      return found.filter(each -> each.toString().endsWith(SUFFIX)).sorted().toList();
    } catch (IOException e) {
      throw new DatasetException(place + ": the folder cannot be read: " + e.getMessage());
    }
  }
}
