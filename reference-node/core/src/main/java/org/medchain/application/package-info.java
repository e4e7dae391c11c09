/**
 * The medical chain application layer (paper §3.2.6, §4): storing, querying and verifying records,
 * locating them, and proving their existence to a light client.
 *
 * <p>Reading order: {@link org.medchain.application.LocationLists}, {@link
 * org.medchain.application.ExistenceProof}, {@link org.medchain.application.HeaderChain}.
 */
package org.medchain.application;
