/**
 * Files that survive a power cut: {@link org.medchain.node.durable.Volume} is the file port, {@link
 * org.medchain.node.durable.DurableFile} the one way in which a file is replaced.
 */
package org.medchain.node.durable;
