package org.medchain.application;

import org.medchain.data.Encodable;
import org.medchain.data.Hash;

/**
 * A record that a search found.
 *
 * @param record its id
 * @param place of its upload
 */
public record FoundRecord(Hash record, Location place) implements Encodable {}
