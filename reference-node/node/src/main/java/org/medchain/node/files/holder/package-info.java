/** What a holder keeps for others: pieces on disk, within what it agreed to, and who holds what. */
package org.medchain.node.files.holder;
