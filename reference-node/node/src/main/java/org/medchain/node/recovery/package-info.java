/** How the center continues a chain whose members are lost for good (PBFT-42; decision 0290). */
package org.medchain.node.recovery;
