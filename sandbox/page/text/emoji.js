// Emoji shortcodes and the characters they stand for.

const TABLE = `
white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|negative_squared_cross_mark ❎|heavy_multiplication_x ✖️
white_large_square ⬜|black_large_square ⬛|white_medium_square ◻️|black_medium_square ◼️|white_small_square ▫️|black_small_square ▪️
large_green_square 🟩|large_yellow_square 🟨|large_orange_square 🟧|large_red_square 🟥|large_blue_square 🟦|large_purple_square 🟪|large_brown_square 🟫
red_circle 🔴|large_red_circle 🔴|large_orange_circle 🟠|large_yellow_circle 🟡|large_green_circle 🟢|large_blue_circle 🔵|large_purple_circle 🟣|large_brown_circle 🟤|white_circle ⚪|black_circle ⚫|radio_button 🔘|o ⭕
small_blue_diamond 🔹|small_orange_diamond 🔸|large_blue_diamond 🔷|large_orange_diamond 🔶|small_red_triangle 🔺|small_red_triangle_down 🔻
warning ⚠️|rotating_light 🚨|no_entry ⛔|no_entry_sign 🚫|octagonal_sign 🛑|construction 🚧|exclamation ❗|heavy_exclamation_mark ❗|grey_exclamation ❕|question ❓|grey_question ❔|bangbang ‼️|interrobang ⁉️|sos 🆘
fire 🔥|boom 💥|collision 💥|zap ⚡|bomb 💣|adhesive_bandage 🩹|ambulance 🚑|fire_engine 🚒|fire_extinguisher 🧯|helmet_with_white_cross ⛑️
rocket 🚀|ship 🚢|package 📦|checkered_flag 🏁|triangular_flag_on_post 🚩|waving_white_flag 🏳️|black_flag 🏴|dart 🎯|trophy 🏆|medal 🏅|first_place_medal 🥇|star ⭐|star2 🌟|sparkles ✨|tada 🎉|confetti_ball 🎊|champagne 🍾|balloon 🎈
hourglass ⌛|hourglass_flowing_sand ⏳|stopwatch ⏱️|timer_clock ⏲️|alarm_clock ⏰|watch ⌚|mantelpiece_clock 🕰️|calendar 📆|date 📅|spiral_calendar_pad 🗓️
clock1 🕐|clock2 🕑|clock3 🕒|clock4 🕓|clock5 🕔|clock6 🕕|clock7 🕖|clock8 🕗|clock9 🕘|clock10 🕙|clock11 🕚|clock12 🕛
arrow_forward ▶️|double_vertical_bar ⏸️|pause_button ⏸️|black_square_for_stop ⏹️|stop_button ⏹️|black_circle_for_record ⏺️|black_right_pointing_double_triangle_with_vertical_bar ⏭️|next_track_button ⏭️|previous_track_button ⏮️|fast_forward ⏩|rewind ⏪|play_or_pause_button ⏯️|repeat 🔁|arrows_counterclockwise 🔄|arrows_clockwise 🔃
arrow_up ⬆️|arrow_down ⬇️|arrow_left ⬅️|arrow_right ➡️|arrow_upper_right ↗️|arrow_lower_right ↘️|arrow_lower_left ↙️|arrow_upper_left ↖️|arrow_up_down ↕️|left_right_arrow ↔️|leftwards_arrow_with_hook ↩️|arrow_right_hook ↪️|arrow_heading_up ⤴️|arrow_heading_down ⤵️|arrow_up_small 🔼|arrow_down_small 🔽|end 🔚|back 🔙|on 🔛|soon 🔜|top 🔝|new 🆕|ok 🆗|up 🆙|cool 🆒|free 🆓
lock 🔒|unlock 🔓|closed_lock_with_key 🔐|key 🔑|old_key 🗝️|shield 🛡️|bell 🔔|no_bell 🔕|loudspeaker 📢|mega 📣|speaker 🔈|mute 🔇|satellite_antenna 📡|pager 📟|phone ☎️|telephone_receiver 📞|iphone 📱|calling 📲
memo 📝|pencil 📝|pencil2 ✏️|clipboard 📋|page_facing_up 📄|page_with_curl 📃|bookmark_tabs 📑|bookmark 🔖|books 📚|book 📖|notebook 📓|scroll 📜|newspaper 📰|label 🏷️|pushpin 📌|round_pushpin 📍|paperclip 📎|link 🔗|scissors ✂️|card_index 📇|card_file_box 🗃️|file_folder 📁|open_file_folder 📂|file_cabinet 🗄️|wastebasket 🗑️|inbox_tray 📥|outbox_tray 📤|email ✉️|envelope ✉️|incoming_envelope 📨|e-mail 📧|mailbox 📫|speech_balloon 💬|thought_balloon 💭|left_speech_bubble 🗨️
bar_chart 📊|chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|chart 💹|mag 🔍|mag_right 🔎|microscope 🔬|telescope 🔭|thermometer 🌡️|test_tube 🧪|alembic ⚗️|bulb 💡|flashlight 🔦|battery 🔋|electric_plug 🔌
gear ⚙️|wrench 🔧|hammer 🔨|hammer_and_wrench 🛠️|tools 🛠️|hammer_and_pick ⚒️|nut_and_bolt 🔩|toolbox 🧰|magnet 🧲|chains ⛓️|broom 🧹|computer 💻|desktop_computer 🖥️|keyboard ⌨️|floppy_disk 💾|cd 💿|minidisc 💽|robot_face 🤖|bug 🐛|beetle 🐞|ant 🐜|spider_web 🕸️|globe_with_meridians 🌐|earth_africa 🌍|earth_americas 🌎|earth_asia 🌏|cloud ☁️|partly_sunny ⛅|sunny ☀️|rain_cloud 🌧️|lightning 🌩️|snowflake ❄️|rainbow 🌈|ocean 🌊|moon 🌔|crescent_moon 🌙|baby_chick 🐤|bird 🐦|turtle 🐢|snail 🐌|rabbit 🐰|unicorn_face 🦄|whale 🐳|octopus 🐙
traffic_light 🚦|vertical_traffic_light 🚥|busstop 🚏|railway_track 🛤️|motorway 🛣️|twisted_rightwards_arrows 🔀|level_slider 🎚️|control_knobs 🎛️|joystick 🕹️
+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|clap 👏|raised_hands 🙌|raised_hand ✋|hand ✋|wave 👋|pray 🙏|muscle 💪|ok_hand 👌|point_right 👉|point_left 👈|point_up ☝️|point_up_2 👆|point_down 👇|crossed_fingers 🤞|v ✌️|fist ✊|handshake 🤝|writing_hand ✍️|eyes 👀|eye 👁️|brain 🧠|salute 🫡|saluting_face 🫡
smile 😄|smiley 😃|grinning 😀|grin 😁|slightly_smiling_face 🙂|wink 😉|blush 😊|relieved 😌|sunglasses 😎|thinking_face 🤔|neutral_face 😐|expressionless 😑|confused 😕|worried 😟|disappointed 😞|cry 😢|sob 😭|sweat_smile 😅|joy 😂|laughing 😆|scream 😱|fearful 😨|cold_sweat 😰|tired_face 😫|sleeping 😴|zzz 💤|shrug 🤷|facepalm 🤦|face_with_monocle 🧐|nerd_face 🤓|partying_face 🥳|melting_face 🫠|skull 💀|ghost 👻
man 👨|woman 👩|technologist 🧑‍💻|male-technologist 👨‍💻|female-technologist 👩‍💻|firefighter 🧑‍🚒|detective 🕵️|sleuth_or_spy 🕵️|construction_worker 👷|cop 👮|busts_in_silhouette 👥|bust_in_silhouette 👤|speaking_head_in_silhouette 🗣️|footprints 👣|crown 👑|briefcase 💼|moneybag 💰|dollar 💵|credit_card 💳|gift 🎁|coffee ☕|pizza 🍕|cake 🍰|beer 🍺|beers 🍻
heart ❤️|green_heart 💚|blue_heart 💙|yellow_heart 💛|purple_heart 💜|black_heart 🖤|broken_heart 💔|100 💯|heavy_plus_sign ➕|heavy_minus_sign ➖|heavy_division_sign ➗|infinity ♾️|information_source ℹ️|recycle ♻️|copyright ©️|registered ®️|tm ™️|hash #️⃣|1234 🔢|abc 🔤|symbols 🔣
zero 0️⃣|one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣|six 6️⃣|seven 7️⃣|eight 8️⃣|nine 9️⃣|keycap_ten 🔟
a 🅰️|b 🅱️|ab 🆎|parking 🅿️|m Ⓜ️|vs 🆚|wavy_dash 〰️|curly_loop ➰|part_alternation_mark 〽️|eight_spoked_asterisk ✳️|eight_pointed_black_star ✴️|sparkle ❇️|diamond_shape_with_a_dot_inside 💠
`;

export const EMOJI = new Map(
  TABLE.trim()
    .split(/[|\n]/)
    .map((entry) => entry.split(" ")),
);

export const SHORTCODE = /:([a-z0-9_+-]+):(?::skin-tone-[2-6]:)?/;

export function emojiStartingWith(letters) {
  return [...EMOJI].filter(([name]) => name.startsWith(letters));
}
