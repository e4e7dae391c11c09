package org.medchain.baseline;

import org.medchain.data.Bytes;

/**
 * What a third party gets to judge a record offline.
 *
 * @param evidence all that {@link RecordSystem#verify} needs besides the trust root; may be empty
 */
public record ThirdPartyProof(RecordEntry record, Bytes evidence) {}
