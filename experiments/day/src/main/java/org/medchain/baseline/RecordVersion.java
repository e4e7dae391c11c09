package org.medchain.baseline;

import org.medchain.data.Bytes;

/**
 * One version in a record's history, the oldest first.
 *
 * @param sinceMs when the system took it, ms since 1970
 */
public record RecordVersion(long sinceMs, Bytes content) {}
