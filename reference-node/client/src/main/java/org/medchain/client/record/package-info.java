/**
 * How a record leaves its owner: words sealed, file encrypted, its key in shares (paper §4 (2)).
 */
package org.medchain.client.record;
