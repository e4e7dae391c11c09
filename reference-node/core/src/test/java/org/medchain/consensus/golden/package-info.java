/**
 * Golden interaction files: the messages of a few nodes as text, which a reader can follow and a
 * build can compare. {@link org.medchain.consensus.golden.GoldenFile} reads and rewrites the files,
 * {@link org.medchain.consensus.golden.GoldenCluster} runs their commands on real replicas, {@link
 * org.medchain.consensus.golden.GoldenRenderer} puts inputs and outputs into words.
 */
package org.medchain.consensus.golden;
