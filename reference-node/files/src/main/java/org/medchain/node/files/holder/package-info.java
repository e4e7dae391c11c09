/**
 * What a holder keeps for others: pieces on disk, within its policy, and the holders of each file.
 */
package org.medchain.node.files.holder;
