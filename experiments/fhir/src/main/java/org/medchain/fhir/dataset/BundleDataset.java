package org.medchain.fhir.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.medchain.comparison.workload.BundleReader;
import org.medchain.comparison.workload.DatasetFile;
import org.medchain.comparison.workload.SyntheticRecord;

/** A folder of FHIR R4 bundles as records, read by HAPI (CMP-56). */
public final class BundleDataset implements BundleReader {
  public BundleDataset() {}

  @Override
  public List<SyntheticRecord> read(List<DatasetFile> files) {
    PersonNames patients = new PersonNames();
    PersonNames doctors = new PersonNames();
    List<Supplier<SyntheticRecord>> records = new ArrayList<>();
    files.forEach(each -> records.addAll(BundleFile.read(each).records(patients, doctors)));
    return records.stream().map(Supplier::get).toList();
  }
}
