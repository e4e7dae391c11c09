package org.medchain.shell;

import java.util.Locale;
import org.medchain.contract.records.StoredRecord;
import org.medchain.data.Hash;

/**
 * The state's data on a record. Only those who may query the record learn the place and the content
 * of its data.
 *
 * @param id the record's
 * @param asOf the state's height
 * @param owner the patient's key
 * @param doctor the key of the maker of the data
 * @param type of the data
 * @param height of the block with the upload
 * @param index of the upload in that block
 * @param status {@code valid}, {@code false} or {@code pending}
 */
public record RecordResource(
    String id,
    long asOf,
    String owner,
    String doctor,
    String type,
    long height,
    int index,
    String status) {
  static RecordResource of(Hash id, long asOf, StoredRecord stored) {
    return new RecordResource(
        id.toHex(),
        asOf,
        stored.owner().toString(),
        stored.doctor().toString(),
        stored.type(),
        stored.height(),
        stored.index(),
        stored.status().name().toLowerCase(Locale.ROOT));
  }
}
