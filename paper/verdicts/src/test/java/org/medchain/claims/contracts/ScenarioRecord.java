package org.medchain.claims.contracts;

import org.medchain.data.Hash;
import org.medchain.data.KeyPair;

/**
 * A record that a scenario uploads.
 *
 * @param id its name on the chain
 * @param owner the patient
 * @param type DataType
 */
public record ScenarioRecord(Hash id, KeyPair owner, String type) {}
