# What build-firmware and build-library know of the C that TeaVM generated. Sourced.

# sources_of FOLDER PROFILE: of the generated files, for bare those of our packages and of arrays; java.lang and TeaVM's
# own run time are bare.c's job. For gc all but what asks an operating system. For neither long[] and double[], whose
# elements would need to be aligned to 8, where objects are to 4.
sources_of() {
    local -A pattern=(
        [bare]='^c/n/|^(a/)?p/(byte|char|int|short|boolean)\.c$|^c/j/l/(Object|Math)\.c$|^strings\.c$'
        [gc]='^c/|^(a/)?p/(byte|char|int|short|boolean|float|void)\.c$|^(references|special|stack|string|strings)\.c$')
    grep -E "${pattern[$2]}" "$1/all.txt"
}

# only_objects_of FOLDER SOURCE...: of the classes of which a program makes one object: "structure, class".
only_objects_of() {
    (cd "$1" && shift && { grep -ohE 'ONLY_OBJECT\(\w+, \w+' "$@" || true; } | sed 's/.*(//' | sort -u)
}

# constants_of FOLDER PROFILE SOURCE...: C that defines JAVA_CONSTANTS: calls of the sysinit functions that give a
# static field another value than 0 or, for gc, tell the collector of one that holds an object.
constants_of() {
    local folder=$1 profile=$2 file functions function
    shift 2
    functions=$(cd "$folder" && for file; do
        awk -v profile="$profile" '/^void sysinitclass_/ { name = $2 } /^}/ { name = "" }
            /^ *sfld_.* = / && !/= (NULL|INT32_C\(0\)|INT64_C\(0\));/ && name { print name; name = "" }
            /^teavm_registerStaticGcRoots/ && profile == "gc" && name { print name; name = "" }' "$file"
    done)
    for function in $functions; do printf 'extern void %s;\n' "$function"; done
    printf '#define JAVA_CONSTANTS'
    for function in $functions; do printf ' %s;' "$function"; done
    printf '\n'
}
