/** A record's upload: sealed words, encrypted file, key in shares (paper §4 (2)). */
package org.medchain.client.record;
