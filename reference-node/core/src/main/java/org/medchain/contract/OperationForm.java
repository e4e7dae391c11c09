package org.medchain.contract;

import java.util.Optional;
import org.medchain.consensus.RequestForm;
import org.medchain.data.MalformedInput;
import org.medchain.data.Transaction;
import org.medchain.data.metadata.MetadataForm;

/**
 * The form of a sealed chain's requests: operations whose descriptions and types of records are
 * commitments (PRIV-7). Content that is not an operation could hold anything, and is refused too.
 */
final class OperationForm implements RequestForm {
  private static final OperationForm SEALED = new OperationForm();

  private OperationForm() {}

  /** Of chains with this form of metadata: in clear, the contract judges what it executes. */
  static RequestForm of(MetadataForm metadata) {
    return metadata == MetadataForm.SEALED ? SEALED : RequestForm.ANY;
  }

  @Override
  public Optional<String> fault(Transaction request) {
    try {
      return MetadataForm.SEALED.objection(MedicalModules.operation(request).recordTexts());
    } catch (MalformedInput e) {
      return Optional.of("no operation: " + e.getMessage());
    }
  }
}
