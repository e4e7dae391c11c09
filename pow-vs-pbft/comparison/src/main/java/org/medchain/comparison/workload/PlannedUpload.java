package org.medchain.comparison.workload;

import org.medchain.data.Hash;

/**
 * A record that was uploaded earlier in the plan.
 *
 * @param id the record's name on the chain
 * @param patient the owner's id in the dataset
 * @param type of the data
 */
record PlannedUpload(Hash id, String patient, String type) {}
