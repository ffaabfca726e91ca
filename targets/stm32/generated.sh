# What build-firmware and build-library know of the C that TeaVM generated. Sourced.

# sources_of FOLDER PROFILE: of the generated files, for bare those of arrays and of all packages but Java's and TeaVM's:
# java.lang, but some interfaces and what needs no memory, and TeaVM's own run time are bare.c's job. For gc all but what
# asks an operating system.
sources_of() {
    local -A pattern=(
        [bare]='^classes/|^(arrays/)?primitives/|^strings\.c$'
        [gc]='^classes/|^(arrays/)?primitives/|^(references|special|stack|string|strings)\.c$')
    grep -E "${pattern[$2]}" "$1/all.txt" | if [ "$2" = gc ]; then cat; else
        grep -P '^(?!classes/(java|javax|org/teavm|nogc/stm32/build/library)/)|'\
'^classes/nogc/stm32/build/library/String|^classes/java/(lang/(Enum|Object|Math|String|'\
'AutoCloseable|CharSequence|Cloneable|Comparable|Iterable|Runnable)|io/Serializable|util/Objects|util/function/[\w@]+)\.c$'; fi
}

# only_objects_of FOLDER SOURCE...: of the objects that are made in one place: "place, structure, class".
only_objects_of() {
    (cd "$1" && shift && { grep -ohE 'ONLY_OBJECT\(\w+, \w+, \w+' "$@" || true; } | sed 's/.*(//' | sort -u)
}

# only_groups_of FOLDER SOURCE...: C that puts these objects together in groups of up to 124 bytes, as far as an instruction
# of two bytes reaches from the address of a group; those that are named most for their size come first.
only_groups_of() {
    local folder=$1
    shift
    (cd "$folder" && { grep -ohE 'ONLY_OBJECT\(\w+, \w+, \w+' "$@" || true; } | sed 's/.*(//' | sort | uniq -c
        cd "$folder" && find . -name '*.h' -exec cat {} +) | awk '
        $1 ~ /^[0-9]+$/ && $2 ~ /^(at[0-9]+_)?cls_.*,$/ { gsub(/,/, ""); name = $2; uses[name] = $1; type[name] = $3; class[name] = $4 }
        /^typedef struct cls_/ { struct = $3; size[struct] = 0 }
        / fld_/ { size[struct] += /int64_t|double/ ? 8 : /16_t/ ? 2 : /int8_t/ ? 1 : 4 }
        /^ +struct cls_.* parent;/ { parent[struct] = $2 }
        END {
            for (name in uses) {
                bytes = size[type[name]]
                for (above = parent[type[name]]; above in size; above = parent[above]) { bytes += size[above] }
                printf "%d %d %s %s %s\n", bytes == 0 ? 0 : 1000 * uses[name] / bytes, bytes, name, type[name], class[name]
            }
        }' | sort -k1,1nr -k3,3 | awk '
        function end() { printf "} only_%d_t;\n%sONLY_GROUP(only_%d)\n", group, names, group; names = "" }
        group == 0 || room < $2 { if (group > 0) { end() } group++; print "typedef struct {"; room = 124 }
        { printf "    ONLY_PLACE(%s, %s, %s)\n", $3, $4, $5; room -= $2 > 0 ? int(($2 + 3) / 4) * 4 : 4 }
        { names = names "#define ONLY_GROUP_" $3 " only_" group "\n" }
        END { if (group > 0) { end() } }'
}

# only_arrays_of FOLDER SOURCE...: C that declares the places of arrays that are made once.
only_arrays_of() {
    (cd "$1" && shift && { grep -ohE 'ONLY_ARRAY\(\w+, \w+, [0-9]+, [0-9]+\)' "$@" || true; } \
        | sed 's/.*(/ONLY_ARRAY_PLACE(/' | sort -u)
}

# array_classes_of FOLDER: C that defines JAVA_ARRAY_CLASSES, how many classes of arrays of references there may be: as
# many as the program names, and a few more for arrays of arrays.
array_classes_of() {
    local classes
    classes=$(cd "$1" && { grep -rohE 'teavm_getArrayClass\(.*' --include='*.c' classes || true; } | sort -u | wc -l)
    printf '#define JAVA_ARRAY_CLASSES %d\n' $((classes + 4))
}

# constants_of FOLDER PROFILE SOURCE...: C that defines JAVA_CONSTANTS: calls of the sysinit functions that give a
# static field another value than 0 or, for gc, tell the collector of one that holds an object.
constants_of() {
    local folder=$1 profile=$2 file functions function
    shift 2
    functions=$(cd "$folder" && for file; do
        awk -v profile="$profile" '/^void sysinitclass_/ { name = $2 } /^}/ { name = "" }
            /^ *sfld_.* = / && !/= (NULL|0|0\.0f?|INT(32|64)_C\(0\));/ && name { print name; name = "" }
            /^teavm_registerStaticGcRoots/ && profile == "gc" && name { print name; name = "" }' "$file"
    done)
    for function in $functions; do printf 'extern void %s;\n' "$function"; done
    printf '#define JAVA_CONSTANTS'
    for function in $functions; do printf ' %s;' "$function"; done
    printf '\n'
}

# without_bare FILE: a source of java.lang for the profile bare. bare.c has four functions of String in the place of the
# file's own; what asks for the hash of an object is left out, since objects have none: who calls it does not link.
without_bare() {
    sed -E 's/^(.* )((meth|supertypeof)_jl_String(_length|_charAt)?\(.*\) \{)$/\1teavm_\2/; s/^(.* )(jl_String_Cls = \{)$/\1teavm_\2/' "$1" \
        | awk '
            !inside && /^[A-Za-z_].*\) \{$/ { inside = 1; lacks = 0; text = "" }
            !inside { print; next }
            { text = text $0 "\n" }
            /TeaVM_Object, hash\)/ { lacks = 1 }
            /^}/ { inside = 0; if (!lacks) { printf "%s", text } }'
}

# of_arrays FILE: java.lang.Cloneable or java.io.Serializable, which every array is, and TeaVM 0.15 does not know.
of_arrays() {
    sed -E 's/^int32_t supertypeof_.*\(TeaVM_Class\* supercls, TeaVM_Class\* cls\) \{$/&\n    if (cls->itemType != NULL) { return 1; }/' "$1"
}

# with_volatiles FILE: a source of the profile gc whose local variables survive the longjmp of an exception. TeaVM 0.15
# spills those that a handler reads into variables that it declares as "volatile void *", which makes volatile what they
# point to, and it forgets to spill at the beginning of the outermost of several handlers. Here the local variables are
# volatile themselves, and the spills are left out.
with_volatiles() {
    sed -E 's/^( *)(TEAVM_(END_)?TRY)( *[A-Za-z])/\1\2\n\4/' "$1" | awk '
        function flush(    i, n, at, spilled, name) {
            for (i = 1; i <= lines; i++) {
                if (match(line[i], /^ *volatile .* teavm_spill_[0-9]+;$/)) {
                    at = line[i]
                    gsub(/.*teavm_spill_|;/, "", at)
                    spilled[at == 0 ? "teavm_this_" : "teavm_local_" at] = 1
                }
            }
            for (name in spilled) {
                sub(name ",", "volatile " name ",", line[1])
                sub(name "[)]", "volatile " name ")", line[1])
            }
            for (i = 1; i <= lines; i++) {
                if (line[i] ~ /^ *(volatile [^=]*)?teavm_spill_[0-9]+( = .*)?;$/ || line[i] ~ / = teavm_spill_[0-9]+;$/) {
                    continue
                }
                n = split(line[i], word, " ")
                name = word[n]
                sub(/;$/, "", name)
                if (i > 1 && name in spilled && line[i] ~ /^ *[A-Za-z_0-9]+\*? teavm_local_[0-9]+;$/ && word[1] != "return") {
                    sub(/teavm_local/, "volatile teavm_local", line[i])
                }
                print line[i]
            }
            lines = 0
        }
        lines == 0 && !/^[A-Za-z_].*\) \{$/ { print; next }
        { line[++lines] = $0 }
        /^}/ { flush() }'
}
