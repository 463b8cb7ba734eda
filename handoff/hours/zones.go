package hours

import _ "time/tzdata" // an empty container has no zone files
