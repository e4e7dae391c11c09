/** Values of operations: the data of EDN, of which JSON's are a part. */
package org.medchain.history.value;
